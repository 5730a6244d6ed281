-- Gives copied changes ids of this history: what a sink has still to be given, the present transaction's, and everything
-- else the lowest there is, which every snapshot shows. Changes that are being captured meanwhile keep their own.
-- $1: the sinks that are to be given what they have not been given. What is pending is told as in plan_reanchor.sql.
update tailrace.outbox as change
set xid = case
    when exists (
        select
        from tailrace.sink as sink
        where sink.name = any ($1::text[])
            and (
                change.seq > greatest(sink.highest_seq, sink.window_last_seq)
                or not (
                    pg_visible_in_snapshot(change.xid, sink.snapshot)
                    or coalesce(
                        pg_visible_in_snapshot(change.xid, sink.window_snapshot) and change.seq <= sink.window_last_seq,
                        false
                    )
                )
            )
    ) then pg_current_xact_id()
    else '3'::xid8
end;
