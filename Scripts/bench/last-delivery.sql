select extract(epoch from max(delivered_at)) - :began
from tailrace.delivery;
