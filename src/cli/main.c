#include <stdio.h>

int main(void)
{
    puts("planrisk");
    return 0;
}
