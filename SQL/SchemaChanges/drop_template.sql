-- Removes a template. {{schema}}, {{table}}: as when it was stored.
delete from tailrace.capture_template
where schema_name = {{schema}}
    and table_name is not distinct from {{table}};
