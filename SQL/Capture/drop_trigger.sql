drop trigger {{trigger}} on {{relation}};
