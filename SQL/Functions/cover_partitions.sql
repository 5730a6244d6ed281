-- Notes, for the rest of the statement, that a partitioned table is being truncated and its partitions with it.
-- Parameters: relation: what TRUNCATE names, the captured table or a partition that has partitions; root: the captured
-- table.
-- Called by: the truncate functions of partitioned tables, before anything is truncated. Each partition takes itself
-- out of the list again (takes_truncate), so that the list is empty when the statement is over.
create or replace function tailrace.cover_partitions (relation oid, root oid)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform set_config(
        'tailrace.truncating',
        array_to_string(
            array(
                select member
                from unnest(string_to_array(current_setting('tailrace.truncating', true), ',')) as member
                where member <> ''
                union
                select part.relid::oid::text
                from pg_partition_tree(relation) as part
                join pg_trigger as trigger
                    on trigger.tgrelid = part.relid
                    and trigger.tgtype = 32
                    and trigger.tgenabled in ('O', 'A')
                    and trigger.tgname = '_tailrace_' || root || '_truncate'
                where part.relid <> relation
            ),
            ','
        ),
        true
    );
end
$function$;
