-- Gives a role rights on one object. rights: what and on which object; role: the role.
grant {{rights}} to {{role}};
