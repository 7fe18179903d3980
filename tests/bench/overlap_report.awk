# Prints the figures of overlap.tsv, and ours beside the peer's.
BEGIN { FS = "\t"; printf "%-22s%9s%8s%12s%14s%8s%10s\n", "join", "actions", "cosine", "wall s", "processor s", "MB", "pairs" }
{
    printf "%-22s%9d%8.1f%12.2f%14.2f%8.0f%10d\n", $1, $2, $3, $4 / 1000, $5 / 1000, $6, $7
    wall[$1, $2, $3] = $4; memory[$1, $2, $3] = $6; pairs[$1, $2, $3] = $7
    if ($1 == "scikit-learn") peers[++count] = $2 SUBSEP $3
}
END {
    for (i = 1; i <= count; i++) {
        split(peers[i], at, SUBSEP)
        ours = "planrisk" SUBSEP peers[i]; theirs = "scikit-learn" SUBSEP peers[i]
        printf "at %d: %.1f times as fast, %.1f times less memory, %s pairs\n", at[1], wall[theirs] / wall[ours], memory[theirs] / memory[ours],
               pairs[ours] == pairs[theirs] ? "the same" : "NOT THE SAME"
    }
}
