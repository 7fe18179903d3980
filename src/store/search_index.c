#include "store/search_index.h"

#include "store/database.h"

/* The last item that it holds; 0: none. */
static enum status find_last(struct database *database, int64_t *item)
{
    *item = 0;
    return statement_run_finding(statement_of(database, STATEMENT_FIND_LAST_SEARCHED), item);
}

enum status search_index_is_complete(struct database *database, bool *out)
{
    struct statement *find = statement_of(database, STATEMENT_FIND_UNSEARCHED);
    int64_t last, missing = 0;
    enum status status = find_last(database, &last);

    if (status != STATUS_OK)
        return status;
    statement_bind_integer(find, AT_ITEM, last);
    status = statement_run_finding(find, &missing);
    *out = !missing;
    return status;
}

/* The last item is found beforehand: it moves while items are added or taken out. */
static enum status run(struct database *database, enum statement_name name, enum parameter at, int64_t row)
{
    struct statement *statement = statement_of(database, name);
    int64_t last;
    enum status status = find_last(database, &last);

    if (status != STATUS_OK)
        return status;
    statement_bind_integer(statement, AT_ITEM, last);
    if (at != AT_ITEM)
        statement_bind_integer(statement, at, row);
    return statement_run(statement);
}

enum status search_index_complete(struct database *database)
{
    return run(database, STATEMENT_COMPLETE_SEARCH, AT_ITEM, 0);
}

enum status search_index_remove_edition(struct database *database, int64_t edition)
{
    return run(database, STATEMENT_REMOVE_SEARCH, AT_EDITION, edition);
}

enum status search_index_remove_plan(struct database *database, int64_t plan)
{
    return run(database, STATEMENT_REMOVE_SEARCH_OF_PLAN, AT_PLAN, plan);
}

enum status search_index_add_edition(struct database *database, int64_t edition)
{
    struct statement *add = statement_of(database, STATEMENT_ADD_SEARCH);

    statement_bind_integer(add, AT_EDITION, edition);
    return statement_run(add);
}
