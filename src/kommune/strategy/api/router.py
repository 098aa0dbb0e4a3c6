"""All endpoints of the strategy wing under one router."""

from ninja import Router

from kommune.strategy.api import alignment, conflicts, figures, measures, ratings, reports, strategies

router = Router()
router.add_router("", strategies.router)
router.add_router("", measures.router)
router.add_router("", ratings.router)
router.add_router("", conflicts.router)
router.add_router("", reports.router)
router.add_router("", figures.router)
router.add_router("", alignment.router)
