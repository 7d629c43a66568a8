drop function bus.forget_outbox(smallint[], bigint[]);
drop function bus.peek_outbox(integer, smallint[], integer, integer);
