-- The short way, for what most changes are: nothing on it can fail, so that it needs no subtransaction, and no variables to
-- carry anything out of one. What it finds to be otherwise goes the long way. `is_plain` and what names the table by a
-- constant of type regclass are evaluated when a statement is planned, and again after the table was altered. The
-- sizes come first: putting together a row of more than 1 GB is an error, and comparing two of them does that.
if
        tailrace.is_plain({{regclass}}, {{schema}}, {{table}}, {{key_columns}}, {{key_types}})
        and {{fits}}{{is_changed}}
        and pg_catalog.current_setting('tailrace.context', true) is null
        and pg_catalog.current_setting('tailrace.origin', true) is null
    then
        {{store}}
    end if;
