#include "store/plan_key.h"

#include "base/buffer.h"

static struct span without_folder(struct span name)
{
    size_t from = name.length;

    while (from > 0 && name.text[from - 1] != '/' && name.text[from - 1] != '\\')
        from--;
    return span_part(name, from, name.length);
}

/* A dot that begins the name begins no extension. */
static struct span without_extension(struct span name)
{
    for (size_t at = name.length; at > 1; at--)
        if (name.text[at - 1] == '.')
            return span_part(name, 0, at - 1);
    return name;
}

/* Bytes above ASCII are parts of letters. */
static bool is_kept(char c)
{
    unsigned char byte = (unsigned char)c;

    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || byte == '.' ||
           byte == '_';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

void plan_key_write(struct span document, unsigned number, struct buffer *out)
{
    struct span stem = without_extension(without_folder(document));
    bool gap = false;

    out->length = 0;
    for (size_t i = 0; i < stem.length; i++) {
        char c = lower(stem.text[i]);

        if (!is_kept(c) || (c == '.' && !out->length)) {
            gap = true;
            continue;
        }
        if (gap && out->length)
            buffer_add_byte(out, '-');
        gap = false;
        buffer_add_byte(out, c);
    }
    if (!out->length)
        buffer_add_string(out, "plan");
    if (number > 1)
        buffer_add_format(out, "-%u", number);
}
