update tailrace.source
set name = {{name}};
