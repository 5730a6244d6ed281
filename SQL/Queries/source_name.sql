select name
from tailrace.source;
