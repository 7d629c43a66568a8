drop function bus.take(text, integer, bigint, smallint[], bigint[], integer, integer, timestamptz);

-- Takes up to n rows of the free ones among the lanes, and locks those lanes for the transaction.
-- A lane whose lock another holds is reported busy. Round robin over keys from the lane's cursor;
-- in each key by id. A key that waits is skipped; one whose wait is over yields its first row only.
create function bus.take(p_service text, p_class integer, p_lanes smallint[], p_cursors bigint[], p_per_key integer, p_limit integer, p_now timestamptz)
returns table (
    kind text, lane smallint, key bigint, id bigint, event_type text, user_id uuid, subject_id uuid,
    client_generated_id uuid, payload text, attempts integer, suspect_of uuid
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
            return query select 'busy', v_lane, 0::bigint, 0::bigint, '', null::uuid, null::uuid, null::uuid, '', 0, null::uuid;
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
                   coalesce(w.attempts, -1), w.suspect_of
            from taken t
            left join lateral (
                select b.attempts, b.suspect_of from bus.blocked b
                where b.service = p_service and b.lane = t.lane and b.key = t.key
            ) w on true;
        get diagnostics v_count = row_count;
        v_left := v_left - v_count;
    end loop;
end $$;
