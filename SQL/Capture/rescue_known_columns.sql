-- JSON that cannot be taken apart, such as an escaped zero character in a column of type json.
                    begin
                        {{check_names}}{{row}}_row := (select pg_catalog.row_to_json(kept.*) from (select {{kept}}) as kept);
                    exception
                        when others or assert_failure then
                            {{row}}_row := null;
                            omitted := 'error';
                    end;
