-- Whom the server takes this session for.
select current_user::text as name;
