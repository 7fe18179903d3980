# Writes copies of one plan with changes: -v stem= folder= first= step= count=.  Copies first, first + step, ... below count.
# A change keeps a word's kind, so that a copy reads as a plan does.

BEGIN {
    set("agree publish review write train offer report hold launch test introduce compare prepare draft check map fit")
    set("libraries parks homes roads schools depots offices markets museums gardens stations halls courts lanes")
    set("residents tenants readers traders visitors children drivers carers members officers")
    set("cost time number share rate length quality size use value")
    set("monthly quarterly annual weekly")
    set("January February March April May June July August September October November December")
    RS = "\n"
}

{ line[NR] = $0 }

END {
    for (copy = first; copy < count; copy += step) {
        seed = copy * 7919 + 17
        file = sprintf("%s/%s-%04d.txt", folder, stem, copy)
        for (i = 1; i <= NR; i++)
            if (length(line[i]) < 60 || random(40) > 0) print vary(line[i]) > file
        close(file)
    }
}

# One class of words that may stand for one another.
function set(words,    list, n, i) {
    classes++
    n = split(words, list, " ")
    size[classes] = n
    for (i = 1; i <= n; i++) { member[classes, i] = list[i]; class[list[i]] = classes }
}

# Of each number and each word that has a class, one in three is another of its kind.
function vary(text,    out, token) {
    out = ""
    while (match(text, /[A-Za-z]+|[0-9]+/)) {
        token = substr(text, RSTART, RLENGTH)
        out = out substr(text, 1, RSTART - 1) another(token)
        text = substr(text, RSTART + RLENGTH)
    }
    return out text
}

function another(token,    lower, new) {
    if (random(3) > 0) return token
    if (token ~ /^20[01][0-9]$/) return "20" sprintf("%02d", 4 + random(10))
    if (token ~ /^[12][0-9]$/) return 10 + random(18)
    lower = token in class ? token : tolower(token)
    if (!(lower in class)) return token
    new = member[class[lower], 1 + random(size[class[lower]])]
    return lower == token ? new : toupper(substr(new, 1, 1)) substr(new, 2)
}

# Numerical Recipes' 32-bit generator; its high bits, below n.
function random(n) {
    seed = (seed * 1664525 + 1013904223) % 4294967296
    return int(seed / 65536) % n
}
