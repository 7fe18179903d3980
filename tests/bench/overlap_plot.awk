# Draws overlap.tsv: wall seconds by actions, both axes in powers of ten, a line for each join.
function x(n) { return 70 + (log(n) / log(10) - 3.9) * 230 }
function y(ms) { return 330 - (log(ms / 1000) / log(10) + 1.5) * 60 }
BEGIN {
    FS = "\t"
    print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 380\" font-family=\"sans-serif\" font-size=\"12\">"
    print "<title>All-pairs join: wall seconds by number of actions</title>"
    for (n = 10000; n <= 1000000; n *= 10)
        printf "<line x1=\"%d\" x2=\"%d\" y1=\"30\" y2=\"340\" stroke=\"#ddd\"/><text x=\"%d\" y=\"358\" text-anchor=\"middle\">%d</text>\n", x(n), x(n), x(n), n
    for (s = 0.1; s <= 1000; s *= 10)
        printf "<line x1=\"60\" x2=\"560\" y1=\"%d\" y2=\"%d\" stroke=\"#ddd\"/><text x=\"52\" y=\"%d\" text-anchor=\"end\">%g s</text>\n", y(s * 1000), y(s * 1000), y(s * 1000) + 4, s
}
{
    key = $1 " at " $3
    if (!(key in line)) order[++count] = key
    line[key] = line[key] " " x($2) "," y($4)
    dots[key] = dots[key] sprintf("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>", x($2), y($4))
    last_x[key] = x($2); last_y[key] = y($4)
}
END {
    split("#00557f #8e1b1b #4d7a2a #7a4d8c", colour, " ")
    for (i = 1; i <= count; i++) {
        key = order[i]
        printf "<g fill=\"%s\" stroke=\"%s\"><polyline fill=\"none\" points=\"%s\"/>%s</g><text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>\n",
               colour[i], colour[i], line[key], dots[key], last_x[key] - 60, last_y[key] - 10, colour[i], key
    }
    print "</svg>"
}
