# The figures of tests/bench/word.sh as tables: NAME|TOOL|WHAT IT IS|WALL|PROCESSOR|MB, or NAME|TOOL|WHAT IT IS|why there are none.

$1 != name { if (name != "") ratios(); begin($1) }
$2 == "plan" { plan = $4; next }
NF == 4 { printf "  %-36s %s\n", $3, $4; next }
{
    wall[$2] = $4
    processor[$2] = $5
    memory[$2] = $6
    printf "  %-36s %10.1f %10.1f %8.1f %8.1f\n", $3, $4, $5, $6, (processor["parse"] > 0 ? $5 / processor["parse"] : 0)
}
END { ratios() }

function begin(new) {
    name = new
    delete wall
    delete processor
    delete memory
    printf "%s%s; one core; medians of %d rounds\n", shown++ ? "\n" : "", name, rounds
    printf "  %-36s %10s %10s %8s %8s\n", "", "wall ms", "cpu ms", "MB held", "x parse"
}

function ratios() {
    ratio("reading / bare parse", processor["dry"], processor["parse"], "at most 1.5")
    ratio("import / (inflate and parse in C + bare insert)", processor["import"], processor["limit"] + processor["bare"], "at most 2")
    if (name ~ /files/) { # pandoc keeps nothing: what it does stands between a reading and an import
        ratio("pandoc / reading (wall)", wall["pandoc"], wall["dry"], "at least 50")
        ratio("pandoc / import (wall)", wall["pandoc"], wall["import"], "at least 50")
        ratio("pandoc / bare insert of the same rows (wall)", wall["pandoc"], wall["bare"], "the most that an import can reach")
    }
    if (name ~ /^50000/)
        printf "  %-50s %6.1f   (goal: at most 32; the plan itself has %.1f)\n", "MB held at reading beyond the plan", memory["dry"] - plan, plan
}

function ratio(what, over, under, goal) {
    if (over > 0 && under > 0)
        printf "  %-50s %6.2f   (goal: %s)\n", what, over / under, goal
}
