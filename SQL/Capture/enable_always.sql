alter table {{relation}} enable always trigger {{trigger}};
