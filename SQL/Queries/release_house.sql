-- Gives the housekeeper's lease back, or notes its trouble. $1: epoch; $2: trouble, null to give the lease back.
select tailrace.leave_house($1::bigint, $2::text);
