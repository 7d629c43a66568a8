-- One line of the instance: a restore starts a new epoch, so that no old cursor is believed.
create table ingress.epoch (
    one boolean primary key default true check (one),
    epoch text not null
);
insert into ingress.epoch (epoch) values (substr(replace(gen_random_uuid()::text, '-', ''), 1, 12));

create table ingress.stream_heads (
    user_id uuid primary key,
    seq bigint not null
) with (fillfactor = 70);

create table ingress.stream (
    user_id uuid not null,
    seq bigint not null,
    at timestamptz not null,
    event_type text not null,
    payload text not null,
    primary key (user_id, seq, at)
) partition by range (at);

-- Holds what no day's partition takes, so that a clock that is off loses nothing.
create table ingress.stream_default partition of ingress.stream default;

-- Makes the partitions of the days to come and drops those that are past keeping.
create function ingress.keep_stream_partitions(p_today date, p_keep_days integer) returns void
language plpgsql as $$
declare
    v_day date;
    v_name text;
begin
    for v_day in select generate_series(p_today, p_today + 3, interval '1 day')::date loop
        v_name := 'stream_' || to_char(v_day, 'YYYYMMDD');
        if to_regclass('ingress.' || v_name) is null
           and not exists (select 1 from ingress.stream_default where at >= v_day and at < v_day + 1) then
            execute format('create table ingress.%I partition of ingress.stream for values from (%L) to (%L)',
                           v_name, v_day::timestamp at time zone 'UTC', (v_day + 1)::timestamp at time zone 'UTC');
        end if;
    end loop;
    for v_name in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'ingress.stream'::regclass and c.relname ~ '^stream_[0-9]{8}$'
              and to_date(right(c.relname, 8), 'YYYYMMDD') < p_today - p_keep_days
    loop
        execute format('drop table ingress.%I', v_name);
    end loop;
    delete from ingress.stream_default where at < p_today - p_keep_days;
end $$;

-- What became of each event that was taken in.
create table ingress.outcomes (
    user_id uuid not null,
    client_generated_id uuid not null,
    state text not null check (state in ('persisted', 'failed')),
    errors jsonb,
    at timestamptz not null,
    primary key (user_id, client_generated_id)
);
create index outcomes_by_time on ingress.outcomes using brin (at);
