-- Takes rights on one object from a role. rights: what and on which object; role: the role.
revoke {{rights}} from {{role}};
