#ifndef REPORT_PAGE_FILES_H
#define REPORT_PAGE_FILES_H

struct buffer;
struct risk_scheme;

/** The style sheet: src/report/page/ *.css by name, then the colours of the scheme's bands. A NUL follows. */
void page_style_add(struct buffer *out, const struct risk_scheme *scheme);

/** The script: src/report/page/ *.js by name. A NUL follows. */
void page_script_add(struct buffer *out);

/** The policy that allows this style, this script and nothing else. */
void page_policy_add(struct buffer *out, const struct buffer *style, const struct buffer *script);
#endif
