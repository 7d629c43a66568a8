drop function bus.take;
drop table bus.processes, bus.schedules, bus.jobs, bus.outbox, bus.idempotency_keys, bus.dead, bus.takers, bus.blocked, bus.inbox;
drop sequence bus.inbox_id;
