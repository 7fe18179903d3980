# Writes COUNT plans of invented sentences, each with 250 actions and 50 risks under ten sections: what scoring, checking and the
# report are timed on. The same arguments make the same bytes.
# usage: awk -v count=COUNT -v folder=FOLDER [-v actions=25 -v risks=5 (of a section)] [-v words=2000] [-v orderly=1] -f make_registers.awk

function next_random(below) {    # Lehmer's generator, 48271; exact in a double
    seed = (seed * 48271) % 2147483647
    return seed % below
}

function word(list, length_) {    # the first ones often, the last ones seldom
    return list[1 + int(length_ * (next_random(1000) / 1000) ^ 2)]
}

function phrase(words,    text, i) {
    text = word(verbs, verb_count)
    for (i = 0; i < words; i++)
        text = text " " word(things, thing_count)
    return text
}

function owner() { return posts[1 + next_random(post_count)] }

# Orderly: work ends after it began, and a measure has a figure in it; else any day and any words.
function end_day() { return orderly ? sprintf("%02d/%02d/20%02d", 1 + next_random(28), 1 + next_random(12), 13 + next_random(2)) : day() }

function measure() { return phrase(3) (orderly ? " by " 5 + next_random(40) " per cent" : "") }

function day() { return sprintf("%02d/%02d/20%02d", 1 + next_random(28), 1 + next_random(12), 9 + next_random(4)) }

function write_plan(number,    file, s, i, impact, likelihood) {
    file = sprintf("%s/plan-%04d.txt", folder, number)
    print "Borough " number " Council\n\nService improvement plan 2009\n\n15 March 2009\n" > file
    for (s = 1; s <= 10; s++) {
        print "S" s " Improving " word(things, thing_count) " and " word(things, thing_count) "\n" > file
        print "Ref\tAction\tLead\tStart\tBy when\tMeasure of success" > file
        for (i = 1; i <= actions; i++)
            print "S" s "." i "\t" phrase(3 + next_random(6)) "\t" (next_random(20) ? owner() : "") "\t" day() "\t" \
                (next_random(15) ? end_day() : "") "\t" (next_random(8) ? measure() : "") > file
        print "\nRef\tRisk\tLikelihood\tImpact\tScore\tExisting controls\tFurther action\tRisk owner" > file
        for (i = 1; i <= risks; i++) {
            impact = 1 + next_random(5); likelihood = next_random(6)
            print "R" s "." i "\tFailure to " phrase(2 + next_random(4)) "\t" (likelihood ? likelihood : "") "\t" impact "\t" \
                (likelihood ? likelihood * impact : "") "\t" phrase(3) ". " phrase(4) ".\t" phrase(5) "\t" owner() > file
        }
        print "" > file
    }
    close(file)
}

BEGIN {
    verb_count = split("review develop train publish agree introduce reduce improve monitor consult appoint replace inspect repair " \
        "survey merge extend simplify audit recruit", verbs, " ")
    post_count = split("Head of Housing,Head of Finance,Estates Surveyor,Parks Manager,Audit Manager,Licensing Officer,Head of HR," \
        "Customer Services Manager,Environmental Health Manager,Policy Officer", posts, ",")
    split("ba be bi bo da de di do fa fe fi fo ga ge ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si so " \
        "ta te ti to va ve wa we", parts, " ")
    thing_count = words ? words : 2000
    if (!actions) { actions = 25; risks = 5 }
    seed = 20090315
    for (i = 1; i <= thing_count; i++)
        things[i] = parts[1 + next_random(48)] parts[1 + next_random(48)] parts[1 + next_random(48)] "n"
    for (i = 1; i <= count; i++)
        write_plan(i)
}
