-- Whether the truncation of a partitioned table, or of a part of it, is an event of its own.
-- Parameters: relation: what has been truncated; root: the captured table.
-- Returns: false for a part that goes with its parent, and for one that was detached and still has its trigger.
-- Called by: the truncate functions of partitioned tables.
create or replace function tailrace.takes_truncate (relation oid, root oid)
returns boolean
language plpgsql
set search_path = pg_catalog, pg_temp
as $function$
declare
    covered text[] := string_to_array(current_setting('tailrace.truncating', true), ',');
begin
    if relation::text = any (covered) then
        perform set_config('tailrace.truncating', array_to_string(array_remove(covered, relation::text), ','), true);

        return false;
    end if;

    return relation = root or exists (select from pg_partition_ancestors(relation) as ancestor where ancestor.relid = root);
end
$function$;
