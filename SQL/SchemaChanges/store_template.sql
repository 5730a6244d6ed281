-- Stores how tables are captured. {{schema}}: their schema; {{table}}: one table, or null for all without a template of
-- their own; {{template}}: the template, a JSON text.
insert into tailrace.capture_template (schema_name, table_name, template)
values ({{schema}}, {{table}}, {{template}});
