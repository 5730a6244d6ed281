-- Goes where an exception is caught: better no value than a hidden one under another column's name.
if tailrace.hides_among({{relation}}, {{numbers}}, {{names}}) then
    raise exception 'a hidden column has the name of another one';
end if;
