"""Other services' events as this service reads them. Fields that are not read are left out."""
