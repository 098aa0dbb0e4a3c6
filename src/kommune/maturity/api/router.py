"""All endpoints of place and people under one router."""

from ninja import Router

from kommune.maturity.api import assessments, surveys, tools

router = Router()
router.add_router("", assessments.router)
router.add_router("", surveys.router)
router.add_router("", tools.router)
