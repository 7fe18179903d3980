# Writes n lines of words like actions: 5 to 26 words of 18,000, common ones more often; one line in ten is an earlier one
# with a few words changed. The same lines each time. usage: awk -v n=10000 -f overlap_lines.awk
function random() { seed = (seed * 16807) % 2147483647; return seed / 2147483647 }
function word(    k, text) {
    k = int(18000 ^ random())
    for (text = ""; k > 0; k = int(k / 26)) text = text substr("abcdefghijklmnopqrstuvwxyz", k % 26 + 1, 1)
    return "w" text
}
BEGIN {
    seed = 20101
    for (i = 0; i < n; i++) {
        if (i > 100 && random() < 0.1) {
            count = split(kept[int(random() * 100)], words, " ")
            for (j = 1; j <= 3; j++) words[int(random() * count) + 1] = word()
        } else {
            count = 5 + int(random() * 22)
            for (j = 1; j <= count; j++) words[j] = word()
        }
        line = words[1]
        for (j = 2; j <= count; j++) line = line " " words[j]
        print line
        kept[int(random() * 100)] = line
    }
}
