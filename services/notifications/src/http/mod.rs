pub(crate) mod list_mailbox_messages;
pub(crate) mod mailbox_reader;
