-- JSON that cannot be taken apart, such as an escaped zero character in a column of type json.
                    begin
                        if tailrace.hides_among({{relation}}, {{hidden}}, {{names}}) then
                            raise exception 'a hidden column has the name of another one';
                        end if;
                        {{row}}_row := (select pg_catalog.row_to_json(kept.*) from (select {{kept}}) as kept);
                    exception
                        when others then
                            {{row}}_row := null;
                            omitted := 'size';
                    end;
