-- The local mailbox: messages of an instance without SMTP, in clear, because showing them to whoever
-- sits at the machine is its purpose. Everything else of this service keeps addresses and links sealed.
create table notifications.mailbox (
    -- The job's id, so that a message is there once.
    id uuid primary key,
    recipient text not null,
    subject text not null,
    body_text text not null,
    body_html text not null,
    created_at timestamptz not null
);
create index mailbox_by_time on notifications.mailbox (created_at desc, id desc);
create index mailbox_by_recipient on notifications.mailbox (lower(recipient), created_at desc, id desc);
