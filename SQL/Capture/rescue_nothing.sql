{{row}}_row := null;
                    omitted := 'size';
