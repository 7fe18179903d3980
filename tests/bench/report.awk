# The figures of tests/bench/run.sh as a table: NAME WALL PROCESSOR MB, ratio NAME FIGURE, the lines of import --timings.

$1 == "ratio" { ratio[$2] = $3; next }
$1 == "stages" { stages[++stage_lines] = substr($0, index($0, $2)); next }
{ wall[$1] = $2; processor[$1] = $3; memory[$1] = $4 }

END {
    match(stages[1], /[0-9]+ files/); files = substr(stages[1], RSTART, RLENGTH)
    match(stages[1], /[0-9]+ actions/); actions = substr(stages[1], RSTART, RLENGTH)
    printf "%s, %.1f MB, %s; one core; medians of %d\n\n", files, bytes / 1e6, actions, rounds
    printf "%-32s %10s %10s %8s %8s\n", "", "wall ms", "cpu ms", "MB/s", "held MB"
    row("grep", "pcre2grep -c, one date pattern")
    row("dry", "import --dry-run")
    row("import", "import")
    row("bare", "bare insert of the same rows")
    printf "\nreading / pcre2grep                    %5.2f   (goal: at most 4; processor time)\n", ratio["reading"]
    printf "import / (reading + bare insert)       %5.2f   (goal: at most 1.5; processor time)\n", ratio["import"]
    printf "import                              %8.0f   actions/s (wall)\n", actions / wall["import"] * 1000
    print "\nby stage, reading alone and whole import:"
    for (i = 1; i <= stage_lines; i++) print "  " stages[i]
}

function row(name, what) {
    printf "%-32s %10.1f %10.1f %8.1f %8s\n", what, wall[name], processor[name], bytes / 1e3 / processor[name], \
        (memory[name] > 0 ? memory[name] : "")
}
