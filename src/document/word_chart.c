#include "document/word_state.h"

#include "base/status.h"

/* chart-space := ... chart: [title] plot-area ...  Of a chart the title alone is read, so that a reader knows
 * which it is. */

struct chart_reader {
    struct word_listener listener;
    struct buffer *title;
    enum word_name open[WORD_XML_DEPTH_LIMIT];
    size_t depth;
    bool in_title;
};

static void on_start(struct word_listener *listener, enum word_name element,
                     const struct word_attributes *attributes)
{
    struct chart_reader *chart = (struct chart_reader *)(void *)listener;

    (void)attributes;
    if (element == WORD_CHART_TITLE && chart->depth && chart->open[chart->depth - 1] == WORD_CHART)
        chart->in_title = true;
    chart->open[chart->depth++] = element;
}

static void on_end(struct word_listener *listener, enum word_name element)
{
    struct chart_reader *chart = (struct chart_reader *)(void *)listener;

    chart->depth--;
    if (element == WORD_CHART_TITLE && chart->depth && chart->open[chart->depth - 1] == WORD_CHART)
        chart->in_title = false;
}

static void on_text(struct word_listener *listener, const char *text, size_t length)
{
    struct chart_reader *chart = (struct chart_reader *)(void *)listener;

    if (!chart->in_title || !chart->depth || chart->open[chart->depth - 1] != WORD_DRAWING_TEXT)
        return;
    for (size_t i = 0; i < length; i++) /* it goes into one line */
        buffer_add_byte(chart->title, text[i] >= 0 && text[i] < ' ' ? ' ' : text[i]);
}

void word_chart_read_title(struct span bytes, struct buffer *title)
{
    struct chart_reader chart = { .listener = { on_start, on_end, on_text }, .title = title };
    struct word_xml *xml = word_xml_new(&chart.listener, (struct span){ 0 }, NULL, NULL);
    size_t before = title->length;

    if (word_xml_feed(xml, bytes.text, bytes.length) != STATUS_OK || word_xml_finish(xml) != STATUS_OK)
        title->length = before; /* a chart that can't be read is one without a title */
    word_xml_free(xml);
}
