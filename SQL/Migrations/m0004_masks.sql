-- The salt of masked values. Whoever knows it can try out values; it stays in the schema, which only its owner reads.
alter table tailrace.source add column mask_salt text not null default pg_catalog.gen_random_uuid()::text;
