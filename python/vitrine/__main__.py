"""`python -m vitrine publish ./folder --org lumen --dataset birds`"""

from .cli.run import main

main()
