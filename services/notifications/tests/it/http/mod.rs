mod list_mailbox_messages;
mod mailbox_reader;
