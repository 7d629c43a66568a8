-- The next rows of the free ones among the lanes, in order, and those lanes' locks for the transaction.
-- Plans are pinned: one made while the outbox was empty would scan it for good.
-- A lane whose lock another holds is reported by a row without id.
create function bus.peek_outbox(p_class integer, p_lanes smallint[], p_per_lane integer, p_limit integer)
returns table (lane smallint, id bigint, key bigint, event_type text, payload text)
language plpgsql volatile
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
as $$
declare
    v_left integer := p_limit;
    v_count integer;
    v_lane smallint;
begin
    foreach v_lane in array p_lanes loop
        exit when v_left <= 0;
        continue when not exists (select 1 from bus.outbox o where o.lane = v_lane);
        if not pg_try_advisory_xact_lock(p_class, v_lane) then
            return query select v_lane, null::bigint, 0::bigint, '', '';
            continue;
        end if;
        -- A statement of its own, so that it sees what the lock's last holder deleted.
        return query
            select o.lane, o.id, o.key, o.event_type, o.payload from bus.outbox o
            where o.lane = v_lane order by o.id limit least(p_per_lane, v_left);
        get diagnostics v_count = row_count;
        v_left := v_left - v_count;
    end loop;
end $$;

-- Deletes what was published. Plans pinned as above.
create function bus.forget_outbox(p_lanes smallint[], p_ids bigint[])
returns void
language plpgsql volatile
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
as $$
begin
    delete from bus.outbox o using unnest(p_lanes, p_ids) as done (lane, id)
    where o.lane = done.lane and o.id = done.id;
end $$;
