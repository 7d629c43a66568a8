-- The inbox is the queue. One row per event and taker, payload inline, deleted when handled.
create sequence bus.inbox_id as bigint cache 1;

create table bus.inbox (
    service text not null,
    lane smallint not null,
    key bigint not null,
    id bigint not null default nextval('bus.inbox_id'),
    event_type text not null,
    user_id uuid not null,
    subject_id uuid not null,
    client_generated_id uuid not null,
    payload text not null,
    primary key (service, lane, key, id)
) with (
    autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_insert_threshold = 10000, autovacuum_vacuum_insert_scale_factor = 0,
    autovacuum_analyze_threshold = 10000, autovacuum_analyze_scale_factor = 0,
    autovacuum_vacuum_cost_delay = 0, vacuum_truncate = off
);
create index inbox_by_id on bus.inbox (id);

-- Keys that wait: parked after a failure, or held for a newer process.
create table bus.blocked (
    service text not null,
    lane smallint not null,
    key bigint not null,
    -- The row that the key waits for.
    id bigint not null,
    attempts integer not null,
    next_at timestamptz not null,
    state text not null check (state in ('parked', 'held', 'suspect')),
    event_type text not null,
    reason text not null,
    history jsonb not null default '[]',
    primary key (service, lane, key)
);

create table bus.takers (
    event_type text not null,
    service text not null,
    primary key (event_type, service)
);

-- Given up, shown, and kept until an operator replays or discards them.
create table bus.dead (
    id uuid primary key,
    service text not null,
    lane smallint not null,
    key bigint not null,
    event_type text not null,
    user_id uuid not null,
    subject_id uuid not null,
    client_generated_id uuid not null,
    payload text not null,
    reason text not null,
    attempts integer not null,
    history jsonb not null,
    died_at timestamptz not null
);
create index dead_by_time on bus.dead (died_at, id);

create table bus.idempotency_keys (
    consumer text not null,
    user_id uuid not null,
    client_generated_id uuid not null,
    event_id uuid not null,
    fingerprint bytea,
    fingerprint_key integer,
    received_at timestamptz not null,
    primary key (consumer, user_id, client_generated_id)
) partition by hash (user_id);
do $$ begin
    for i in 0..15 loop
        execute format('create table bus.idempotency_keys_%s partition of bus.idempotency_keys for values with (modulus 16, remainder %s)', i, i);
    end loop;
end $$;
create index idempotency_keys_by_time on bus.idempotency_keys using brin (received_at);

-- Distributed profile only: what waits for the broker.
create table bus.outbox (
    lane smallint not null,
    id bigint generated always as identity,
    key bigint not null,
    event_type text not null,
    subject_id uuid not null,
    payload text not null,
    primary key (lane, id)
) with (
    autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_insert_threshold = 10000, autovacuum_vacuum_insert_scale_factor = 0,
    autovacuum_analyze_threshold = 10000, autovacuum_analyze_scale_factor = 0,
    autovacuum_vacuum_cost_delay = 0, vacuum_truncate = off
);

-- Slow work and work outside the house.
create table bus.jobs (
    id uuid primary key,
    service text not null,
    kind text not null,
    payload jsonb not null,
    cause jsonb,
    run_at timestamptz not null,
    attempts integer not null default 0,
    -- Counts takings: who holds an older number has lost the lease.
    fence bigint not null default 0,
    leased_until timestamptz,
    dead_at timestamptz,
    last_error text
);
create index jobs_due on bus.jobs (service, run_at) where dead_at is null;

-- Recurring work of services.
create table bus.schedules (
    service text not null,
    name text not null,
    next_run_at timestamptz not null,
    last_run_at timestamptz,
    last_error text,
    primary key (service, name)
);

-- Processes that are running; one that is here and not alive ended uncleanly.
create table bus.processes (
    id uuid primary key,
    started_at timestamptz not null,
    seen_at timestamptz not null
);

-- Takes up to n rows of the free ones among the lanes, and locks those lanes for the transaction.
-- A lane whose lock another holds is reported busy. Round robin over keys from the lane's cursor;
-- in each key by id. A key that waits is skipped; one whose wait is over yields its first row only.
create function bus.take(p_service text, p_class integer, p_lanes smallint[], p_cursors bigint[], p_per_key integer, p_limit integer, p_now timestamptz)
returns table (
    kind text, lane smallint, key bigint, id bigint, event_type text, user_id uuid, subject_id uuid,
    client_generated_id uuid, payload text, attempts integer
)
language plpgsql volatile
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
as $$
declare
    v_left integer := p_limit;
    v_count integer;
    v_lane smallint;
begin
    for n in 1 .. array_length(p_lanes, 1) loop
        exit when v_left <= 0;
        v_lane := p_lanes[n];
        if not pg_try_advisory_xact_lock(p_class, v_lane) then
            return query select 'busy', v_lane, 0::bigint, 0::bigint, '', null::uuid, null::uuid, null::uuid, '', 0;
            continue;
        end if;
        -- A statement of its own, so that it sees what the lock's last holder committed.
        return query
            with recursive keys as (
                (select i.key from bus.inbox i
                  where i.service = p_service and i.lane = v_lane and i.key > p_cursors[n] order by i.key limit 1)
                union all
                select (select i.key from bus.inbox i
                         where i.service = p_service and i.lane = v_lane and i.key > k.key order by i.key limit 1)
                from keys k where k.key is not null
            ),
            chosen as materialized (
                select rows.place from keys k
                left join lateral (
                    select b.attempts, b.next_at > p_now as waits from bus.blocked b
                    where b.service = p_service and b.lane = v_lane and b.key = k.key
                ) b on true
                cross join lateral (
                    select i.ctid as place from bus.inbox i
                    where i.service = p_service and i.lane = v_lane and i.key = k.key
                    order by i.id limit case when b.attempts is null then p_per_key else 1 end
                ) rows
                where k.key is not null and b.waits is not true
                limit v_left
            ),
            taken as (
                delete from bus.inbox i where i.ctid = any (array(select place from chosen)) returning i.*
            )
            select 'row', t.lane, t.key, t.id, t.event_type, t.user_id, t.subject_id, t.client_generated_id, t.payload,
                   coalesce((select b.attempts from bus.blocked b
                              where b.service = p_service and b.lane = t.lane and b.key = t.key), -1)
            from taken t;
        get diagnostics v_count = row_count;
        v_left := v_left - v_count;
    end loop;
end $$;
