#include "cli/table_write.h"

#include <stdio.h>
#include <string.h>

#include "cli/session.h"
#include "output/text_table.h"

static void print_for_people(struct session *session, const struct table_wish *wish,
                             const struct text_table *table)
{
    FILE *stream = session->output.stream;
    struct terminal terminal = session_terminal(session);

    if (text_table_row_count(table))
        text_table_print(table, &terminal, stream);
    else
        fprintf(stream, "%s\n", wish->none);
    if (wish->after)
        fprintf(stream, "\n%s\n", wish->after);
}

enum status table_write(struct session *session, const struct table_wish *wish,
                        const struct text_table *table)
{
    enum status status = session_open_output(session, wish->output);

    if (status != STATUS_OK)
        return status;
    if (wish->format && strcmp(wish->format, "csv") == 0)
        text_table_write_csv(table, wish->raw, session->output.stream);
    else if (wish->format && strcmp(wish->format, "json") == 0)
        text_table_write_json(table, wish->name, session->output.stream);
    else
        print_for_people(session, wish, table);
    return session_finish_output(session);
}
