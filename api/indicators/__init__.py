"""Indicators: what the programme measures itself by. So far their definitions; observations and releases follow."""

from api.indicators.profile import IndicatorsProfile

__all__ = ["IndicatorsProfile"]
