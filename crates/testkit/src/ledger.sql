-- What left the outbox for a taker, so that a test can wait for its arrival.
create schema testkit;
create table testkit.relayed (service text, user_id uuid, client_generated_id uuid);
create function testkit.note() returns trigger language plpgsql as $$
begin
    insert into testkit.relayed
    select t.service, (old.payload::json ->> 'user_id')::uuid, (old.payload::json ->> 'client_generated_id')::uuid
    from bus.takers t where t.event_type = old.event_type;
    return null;
end $$;
create trigger note after delete on bus.outbox for each row execute function testkit.note();

create function testkit.is_under_way() returns boolean language sql as $$
    select exists (select 1 from bus.outbox) or exists (
        select 1 from testkit.relayed r
        where not exists (select 1 from bus.idempotency_keys k
                          where k.consumer = r.service and k.user_id = r.user_id
                            and k.client_generated_id = r.client_generated_id)
          and not exists (select 1 from bus.dead d
                          where d.service = r.service and d.client_generated_id = r.client_generated_id))
$$;

-- Tests count how often the inbox was read from end to end; this shall not.
create function testkit.can_be_handled() returns boolean language sql set enable_seqscan = off as $$
    select exists (
        select 1 from bus.inbox i
        where not exists (select 1 from bus.blocked b
                          where (b.service, b.lane, b.key) = (i.service, i.lane, i.key)))
$$;
