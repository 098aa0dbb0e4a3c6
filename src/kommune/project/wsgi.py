"""The entrance for a WSGI server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kommune.project.settings")
application = get_wsgi_application()

# Python looks through everything it holds for what nobody needs any more, by default after every 700 new
# objects. A page makes thousands, and the program itself never goes: half of the time of a map of 20,000
# lines went into looking. Now the program is passed over, and a look is worth while.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
