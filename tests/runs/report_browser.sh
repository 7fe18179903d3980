#!/bin/sh
# The report in headless Chromium (tests/browser/report.mjs), on plans of the corpus and on hostile ones. Only with BROWSER=1, when
# tests/setup.sh has installed what it takes; and once, in `make test`: the page is the same bytes in every build.
set -u
: "${OUT:=out}"
if [ "${BROWSER:-0}" != 1 ]; then
    echo "ok 1 - the report in a browser # SKIP BROWSER=1 installs one and looks"
    exit 0
fi
if [ "${TITLE:-tests}" != tests ]; then
    echo "ok 1 - the report in a browser # SKIP make test looks at it: the page is the same in every build"
    exit 0
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# A plan in which everything is hostile: title, heads, refs, owners, dates, texts, and the name of its file.
hostile() {
    bad='<script>window.ran = 1</script><img src=x onerror="window.ran = 2"> ]]> --> </noscript></td> javascript:window.ran=3 &lt;b&gt;'
    printf 'Marsh <script>window.ran = 4</script> Borough Council\n\nPlan \342\200\256 %s\n\n1 May 2010\n\n' "$bad"
    printf 'S1 Fair <b>access</b> %s\n\n' "$bad"
    printf 'Ref\tAction\tLead officer\tBy when\tMeasure\tStatus\n'
    printf 'A1\tPublish the register %s\tHead of <i>Audit</i> %s\t31/11/2010\t%s\tCompleted\n' "$bad" "$bad" "$bad"
    printf '"onclick="window.ran=5\tAgree the tariff "\047` %s\tJane O\047Dell\t1 June 2010\t\t\n' "$bad"
    printf '\nRef\tRisk\tLikelihood\tImpact\tMitigation\n'
    printf 'R1\tThe register is lost %s\t4\t5\tKeep a copy %s\n' "$bad" "$bad"
}

mkdir "$scratch/hostile"
hostile > "$scratch/hostile/<img src=x onerror=window.ran=6>.txt"
hostile | sed 's/Marsh/Heath/' > "$scratch/hostile/'\"&amp;.txt"
for plan in ashfold-equality-2009.txt fenwater-risk-register-2013.txt harrowmere-recovery-2010.txt kingsmoor-delivery-2012.docx \
    quenby-parks-2010.txt stourcombe-audit-tracker-2012.txt tidewell-risk-2011.dotx; do
    set -- "$@" "corpus/$plan"
done
make_report() {
    name=$1
    shift
    "$PROGRAM" --db "$scratch/$name.db" import --quiet "$@" 2> /dev/null
    "$PROGRAM" --db "$scratch/$name.db" report -o "$scratch/$name.html"
}
make_report corpus "$@"
make_report small corpus/ashfold-equality-2009.txt corpus/brindley-culture-2012.docx corpus/fenwater-risk-register-2013.txt
make_report hostile "$scratch/hostile"
node tests/browser/report.mjs "$scratch/corpus.html" "$scratch/small.html" "$scratch/hostile.html"
