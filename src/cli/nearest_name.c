#include "cli/nearest_name.h"

#include <stdint.h>
#include <string.h>

enum { LENGTH_LIMIT = 63 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t nearest_name_distance(const char *a, const char *b)
{
    size_t table[LENGTH_LIMIT + 1][LENGTH_LIMIT + 1];
    size_t rows = strlen(a);
    size_t columns = strlen(b);

    if (rows > LENGTH_LIMIT || columns > LENGTH_LIMIT)
        return SIZE_MAX;
    for (size_t i = 0; i <= rows; i++) {
        for (size_t j = 0; j <= columns; j++) {
            if (i == 0 || j == 0) {
                table[i][j] = i + j;
                continue;
            }
            size_t changed = table[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            table[i][j] = least(changed, least(table[i - 1][j], table[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                table[i][j] = least(table[i][j], table[i - 2][j - 2] + 1);
        }
    }
    return table[rows][columns];
}

void nearest_name_offer(struct nearest_name *nearest, const char *name)
{
    size_t distance = nearest_name_distance(nearest->typed, name);

    if (strlen(nearest->typed) >= 2 && strncmp(nearest->typed, name, strlen(nearest->typed)) == 0)
        distance = 1; /* cut short */
    if (nearest->name && distance >= nearest->distance)
        return;
    nearest->name = name;
    nearest->distance = distance;
}

const char *nearest_name_found(const struct nearest_name *nearest)
{
    if (!nearest->name || nearest->distance > 1 + strlen(nearest->typed) / 3)
        return NULL;
    return nearest->distance < strlen(nearest->name) ? nearest->name : NULL;
}
