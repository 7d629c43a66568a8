drop table notifications.mailbox;
