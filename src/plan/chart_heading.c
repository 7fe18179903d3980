#include "plan/chart_heading.h"

#include "grammar/vocabulary.h"
#include "plan/plan_build.h"

int chart_month_of(const struct build *build, struct span text)
{
    return chart_may_be_month(text) ? vocabulary_find(build->reader->chart_months, text) + 1 : 0;
}

int chart_year_of(struct span text)
{
    int year = 0;

    if (text.length != 4)
        return 0;
    for (size_t i = 0; i < 4; i++) {
        if (text.text[i] < '0' || text.text[i] > '9')
            return 0;
        year = year * 10 + (text.text[i] - '0');
    }
    return year >= 1900 && year < 2100 ? year : 0;
}
