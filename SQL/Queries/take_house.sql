-- Takes or keeps the housekeeper's lease. $1: process; $2: microseconds; $3: retention in microseconds; $4: the largest
-- size, null for any; $5: what happens beyond it; $6: the installation that the lease belongs to.
select tailrace.keep_house($1::text, $2::bigint, $3::bigint * interval '1 microsecond', $4::bigint, $5::text) as epoch
where $6::uuid = (select epoch from tailrace.source);
